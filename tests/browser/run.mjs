// The pages in a browser: no console message, no request that leaves, no scroll sideways, nothing that axe finds,
// everything within reach of the keyboard, the search found by typing; and the files are valid HTML.
//
//   node run.mjs [path of the program]
//
// It needs Debian's chromium (or CHROMIUM=path) and `npm ci` in this folder. It fails if no test ran.

import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { HtmlValidate } from "html-validate";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const program = resolve(process.argv[2] ?? join(root, "target/debug/askbook"));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const work = mkdtempSync(join(tmpdir(), "askbook-browser-"));

let ran = 0;
const failures = [];
const check = (what, good, more = "") => {
  ran += 1;
  if (!good) failures.push(`${what}${more ? `: ${more}` : ""}`);
};

function askbook(...words) {
  const run = spawnSync(program, ["--today", "2026-07-06", ...words], {
    encoding: "utf8",
    env: { ...process.env, ASKBOOK_STATE: join(work, "state") },
  });
  if (run.status !== 0) throw new Error(`askbook ${words.join(" ")}: ${run.stderr}${run.error ?? ""}`);
}

// The example, the example by days, and a journal of bad input.
const example = join(work, "example");
cpSync(join(root, "journal-template/example"), example, { recursive: true });
askbook("site", "--accept", "-q", "--notebook", example);
askbook("site", "--private", "-q", "--notebook", example);
const days = join(work, "days");
cpSync(example, days, { recursive: true });
for (const made of ["public", "private-site"]) rmSync(join(days, made), { recursive: true });
const config = readFileSync(join(days, "askbook.toml"), "utf8");
writeFileSync(join(days, "askbook.toml"), config.replace("[site]", '[site]\ngrain = "day"\nintro = "I **ask**. [Why?](https://example.org/)"'));
askbook("site", "--accept", "-q", "--notebook", days);
const bad = join(work, "bad");
mkdirSync(join(bad, "journal"), { recursive: true });
writeFileSync(join(bad, "askbook.toml"), 'journal = "journal"\n[site]\ntitle = "<script>alert(1)</script> & co"\n');
writeFileSync(join(bad, "journal/2026-06-30.md"), `- #ask #no <script>alert(1)</script> {{ 7*7 }} @a&b public:"<script>alert(2)</script>"
- #ask ${"x".repeat(5000)} public:"${"y".repeat(5000)}"
- #ask ביקשתי עבודה #public
  - <img src=x onerror=alert(3)> [a](javascript:alert(4)) [b](JaVa&#115;cript:alert(5)) <a href="data:text/html,x">c</a>
  - ![out](../../secret.png) {% include "x" %}
`);
askbook("site", "--accept", "-q", "--notebook", bad);
askbook("site", "--private", "-q", "--notebook", bad);

const kinds = [
  [join(example, "public"), ["index", "2026-06", "2026", "404"]],
  [join(days, "public"), ["index", "2026-06"]],
  [join(bad, "public"), ["index", "2026-07"]],
  [join(example, "private-site"), ["index", "2026-06", "asks", "people", "tags", "lessons", "reviews", "undated"]],
  [join(bad, "private-site"), ["index", "2026-06", "asks"]],
];

// Every file of HTML, not one of each kind alone.
const validator = new HtmlValidate({ extends: ["html-validate:standard"], root: true });
for (const [folder] of kinds) {
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".html"))) {
    const report = await validator.validateString(readFileSync(join(folder, name), "utf8"));
    const told = report.results.flatMap((result) => result.messages.map((one) => `${one.line}:${one.column} ${one.ruleId} ${one.message}`));
    check(`${folder.slice(work.length)}/${name} is valid`, report.valid, told.slice(0, 5).join("; "));
  }
}

// A host that serves from a sub-folder.
const types = { ".html": "text/html", ".js": "text/javascript", ".svg": "image/svg+xml", ".xml": "application/atom+xml", ".json": "application/json" };
const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
  try {
    if (!path.startsWith("/some/folder/") || path.includes("..")) throw new Error("no");
    const bytes = readFileSync(join(work, path.slice("/some/folder/".length)));
    response.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream" }).end(bytes);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const host = `http://127.0.0.1:${server.address().port}`;
const origins = [
  ["disk", (folder, name) => pathToFileURL(join(folder, `${name}.html`)).href, (url) => url.startsWith(pathToFileURL(work).href)],
  ["host", (folder, name) => `${host}/some/folder${folder.slice(work.length)}/${name}.html`, (url) => url.startsWith(`${host}/some/folder/`)],
];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const modes = [
  { colorScheme: "light" },
  { colorScheme: "dark" },
  { colorScheme: "light", media: "print" },
];

for (const [origin, address, inside] of origins) {
  for (const scripts of [true, false]) {
    for (const { colorScheme, media } of modes) {
      const context = await browser.newContext({ colorScheme, javaScriptEnabled: scripts });
      for (const width of [320, 768, 1280]) {
        const page = await context.newPage();
        await page.setViewportSize({ width, height: 800 });
        if (media) await page.emulateMedia({ media, colorScheme });
        const heard = [];
        page.on("console", (message) => heard.push(message.text()));
        page.setDefaultTimeout(5000);
        page.on("pageerror", (error) => heard.push(String(error)));
        page.on("dialog", (dialog) => { heard.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
        page.on("request", (request) => { if (!inside(request.url())) heard.push(`request ${request.url()}`); });
        // A picture that is still on its way when the next page is opened has not failed.
        page.on("requestfailed", (request) => { if (request.failure()?.errorText !== "net::ERR_ABORTED") heard.push(`failed ${request.url()}`); });
        for (const [folder, names] of kinds) {
          for (const name of names) {
            heard.length = 0;
            const what = `${folder.slice(work.length)}/${name} (${origin}, ${media ?? colorScheme}, ${width} px, scripts ${scripts ? "on" : "off"})`;
            await page.goto(address(folder, name));
            check(`${what}: silent`, heard.length === 0, heard.join("; "));
            if (scripts) {
              const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
              check(`${what}: no scroll sideways`, wide <= 0, `${wide} px`);
            }
          }
        }
        await page.close();
      }
      await context.close();
    }
  }
}

// axe says things on the console under a strict policy, so it has a page load of its own.
for (const colorScheme of ["light", "dark"]) {
  for (const width of [320, 1280]) {
    const context = await browser.newContext({ colorScheme, bypassCSP: true, viewport: { width, height: 800 } });
    const page = await context.newPage();
    for (const [folder, names] of kinds) {
      for (const name of names) {
        await page.goto(origins[0][1](folder, name));
        await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
        await page.evaluate(axe);
        const found = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
        const told = found.violations.map((one) => `${one.id} ${one.nodes[0]?.target} ${one.nodes[0]?.failureSummary?.replace(/\s+/g, " ")}`);
        check(`${folder.slice(work.length)}/${name} (${colorScheme}, ${width} px): axe`, told.length === 0, told.join("; "));
      }
    }
    await context.close();
  }
}

// Text twice as large has room on a phone: nothing scrolls sideways, and no word of a table is cut into its letters.
{
  const context = await browser.newContext({ viewport: { width: 360, height: 800 } });
  const page = await context.newPage();
  for (const [folder, names] of kinds) {
    for (const name of names) {
      await page.goto(origins[0][1](folder, name));
      const [wide, tall] = await page.evaluate(() => {
        const root = document.documentElement;
        root.style.fontSize = "212.5%";
        document.querySelectorAll("details").forEach((one) => { one.open = true; });
        const lines = (cell) => cell.getBoundingClientRect().height / parseFloat(getComputedStyle(cell).lineHeight);
        return [root.scrollWidth - root.clientWidth, Math.max(0, ...[...document.querySelectorAll("th.date, th.month")].map(lines))];
      });
      check(`${folder.slice(work.length)}/${name}: large text does not scroll sideways`, wide <= 0, `${wide} px`);
      check(`${folder.slice(work.length)}/${name}: large dates stay words`, tall < 5, `${tall} lines`);
    }
  }
  await context.close();
}

// Everything that can be used is within reach of the keyboard, in order.
{
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  for (const [folder, names] of kinds) {
    for (const name of names) {
      await page.goto(origins[0][1](folder, name));
      const wanted = await page.evaluate(() => [...document.querySelectorAll("a[href], summary, input, button")].filter((one) => one.checkVisibility()).length);
      const reached = new Set();
      for (let at = 0; at < wanted + 2; at += 1) {
        await page.keyboard.press("Tab");
        const where = await page.evaluate(() => {
          const all = [...document.querySelectorAll("a[href], summary, input, button")];
          return all.indexOf(document.activeElement);
        });
        if (where >= 0) reached.add(where);
      }
      check(`${folder.slice(work.length)}/${name}: within reach of the keyboard`, reached.size >= wanted, `${reached.size} of ${wanted}`);
    }
  }
  // The search, from the disk and from a host; without scripts, a list.
  for (const [origin, address] of origins) {
    await page.goto(address(join(example, "private-site"), "index"));
    await page.locator("#words").pressSequentially("ice cream van");
    const found = page.locator("#found a");
    check(`search (${origin})`, (await found.count()) === 1 && (await found.first().textContent()).includes("ice cream van"));
    await found.first().press("Enter");
    await page.waitForURL(/2026-06\.html#ask-/);
    check(`search (${origin}): leads to the ask`, await page.locator(new URL(page.url()).hash).isVisible());
    await page.goto(address(join(bad, "private-site"), "index"));
    await page.locator("#words").pressSequentially("alert(1)");
    check(`search (${origin}): markup stays text`, (await found.count()) === 1 && (await page.locator("#found script").count()) === 0);
  }
  await context.close();
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const quiet = await plain.newPage();
  await quiet.goto(origins[0][1](join(example, "private-site"), "index"));
  check("search without scripts", !(await quiet.locator("#words").isVisible()) && await quiet.getByRole("link", { name: "Every ask, as a list" }).isVisible());
  await plain.close();
}

// The year in review prints on one sheet.
{
  const context = await browser.newContext();
  const page = await context.newPage();
  for (const format of ["A4", "Letter"]) {
    await page.goto(origins[0][1](join(example, "public"), "2025"));
    const pdf = await page.pdf({ format, preferCSSPageSize: false });
    const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g)?.length;
    check(`the year on one sheet of ${format}`, sheets === 1, `${sheets} sheets`);
  }
  await context.close();
}

await browser.close();
server.close();
rmSync(work, { recursive: true });
for (const failure of failures) console.error(`FAILED ${failure}`);
console.log(`${ran} checks in the browser, ${failures.length} failed`);
process.exit(ran > 100 && failures.length === 0 ? 0 : 1);
