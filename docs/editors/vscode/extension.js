// Starts `askbook lsp` for the Markdown of notebooks. All that it knows, it knows from the server.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function settings() {
  const own = vscode.workspace.getConfiguration("askbook");
  return { hints: { daysOut: own.get("hints.daysOut"), numbers: own.get("hints.numbers") } };
}

async function activate(context) {
  const command = vscode.workspace.getConfiguration("askbook").get("path");
  client = new LanguageClient(
    "askbook",
    "askbook",
    { command, args: ["lsp"] },
    {
      documentSelector: [
        { scheme: "file", language: "markdown" },
        { scheme: "file", pattern: "**/askbook.toml" },
      ],
      initializationOptions: settings(),
    },
  );
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("askbook.hints")) {
        client.sendNotification("workspace/didChangeConfiguration", { settings: { askbook: settings() } });
      }
    }),
  );
  try {
    await client.start();
  } catch (error) {
    const hint = "Install askbook, or name it in the setting askbook.path.";
    vscode.window.showErrorMessage(`askbook could not be started: ${error.message}. ${hint}`);
  }
}

function deactivate() {
  return client ? client.stop() : undefined;
}

module.exports = { activate, deactivate };
