// The preview's script: loads the page again when it became another, and shows what is wrong over it.
"use strict";
(() => {
  const version = document.currentScript.dataset.version;
  let overlay = null;
  const show = (trouble) => {
    if (overlay) overlay.remove();
    overlay = null;
    if (!trouble) return;
    overlay = document.createElement("section");
    overlay.setAttribute("role", "alert");
    overlay.id = "askbook-trouble";
    Object.assign(overlay.style, {
      position: "fixed", inset: "auto 0 0 0", maxHeight: "60vh", overflow: "auto", zIndex: 9999,
      padding: "1rem", background: "#1c1b22", color: "#f5f2ea", borderTop: "4px solid #e5a23b",
      boxShadow: "0 -4px 24px rgba(0,0,0,.4)",
    });
    const text = document.createElement("pre");
    Object.assign(text.style, { margin: 0, clear: "both", overflowX: "auto", font: "13px/1.45 ui-monospace, monospace", color: "inherit", background: "none" });
    text.tabIndex = 0; // a long line is reached by keys too
    text.textContent = trouble;
    const close = document.createElement("button");
    close.textContent = "Hide";
    Object.assign(close.style, { float: "right", font: "inherit", padding: ".2rem .8rem", color: "#1c1b22", background: "#f5f2ea", border: 0, borderRadius: "3px" });
    close.addEventListener("click", () => show(null));
    overlay.append(close, text);
    document.body.append(overlay);
  };
  const events = new EventSource("/-askbook/events");
  events.onmessage = (event) => {
    const now = JSON.parse(event.data);
    if (now.version !== version) { events.close(); location.reload(); return; }
    show(now.trouble);
  };
  window.addEventListener("pagehide", () => events.close());
})();
