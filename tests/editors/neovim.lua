-- Drives Neovim 0.7 with its built-in client against `askbook lsp`: what a writer would see and press.
-- Run as: nvim --headless -u NONE -i NONE -n -c "luafile tests/editors/neovim.lua", with ASKBOOK and NOTEBOOK set.

local askbook, root = vim.env.ASKBOOK, vim.env.NOTEBOOK
local done = {}

local function check(name, ok, seen)
  if not ok then
    io.stdout:write("FAILED " .. name .. ": " .. vim.inspect(seen) .. "\n")
    io.stdout:flush()
    vim.cmd("cquit 1")
  end
  table.insert(done, name)
end

local function wait_for(name, condition)
  check(name, vim.wait(15000, condition, 20), "it never came")
end

local function ask(method, line, column)
  vim.api.nvim_win_set_cursor(0, { line, column })
  local params = vim.lsp.util.make_position_params(0, "utf-16")
  -- The cursor of normal mode stops one short of the line's end.
  params.position = { line = line - 1, character = column }
  params.context = { triggerKind = 1 }
  local answers = vim.lsp.buf_request_sync(0, method, params, 15000)
  for _, answer in pairs(answers or {}) do
    return answer.result
  end
end

vim.cmd("edit " .. root .. "/2026-06-20.md")
local client = vim.lsp.start_client({ cmd = { askbook, "--today", "2026-06-30", "lsp" }, root_dir = root })
check("start", client ~= nil, "no client")
vim.lsp.buf_attach_client(0, client)
wait_for("attach", function() return #vim.lsp.buf_get_clients(0) > 0 end)

-- Diagnostics while typing, with columns that are right after an emoji.
vim.api.nvim_buf_set_lines(0, 0, -1, false, { "- #ask 😀 Talk at the meetup @meetup fear:11 ^talk", "- #step re:^talk called" })
wait_for("diagnostics", function() return #vim.diagnostic.get(0) >= 2 end)
local told = vim.diagnostic.get(0)[1]
check("diagnostic place", told.lnum == 0 and told.col == 39 and told.code == "bad-value", told)

-- Hover.
local hover = ask("textDocument/hover", 1, 12)
check("hover", hover and hover.contents.value:find("open, 10 days out", 1, true), hover)

-- Quick fix, chosen as a writer would, from the list.
vim.api.nvim_win_set_cursor(0, { 2, 10 })
vim.ui.select = function(items, _, choose)
  for _, item in ipairs(items) do
    if item[2].title == "Write `re:talk`" then return choose(item) end
  end
end
vim.lsp.buf.code_action()
wait_for("quick fix", function() return vim.api.nvim_buf_get_lines(0, 1, 2, false)[1] == "- #step re:talk called" end)

-- Completion of an id.
vim.api.nvim_buf_set_lines(0, 2, -1, false, { "- #no re:" })
local list = ask("textDocument/completion", 3, 9)
local items = vim.lsp.util.text_document_completion_list_to_complete_items(list, "")
local words = vim.tbl_map(function(item) return item.word end, items)
check("completion", vim.tbl_contains(words, "talk"), words)
vim.api.nvim_buf_set_lines(0, 2, -1, false, { "- #no re:talk" })

-- Go to the definition.
local place = ask("textDocument/definition", 3, 11)
check("definition", place and place.range.start.line == 0, place)

-- Rename, in every file.
vim.api.nvim_win_set_cursor(0, { 3, 10 })
vim.lsp.buf.rename("meetup-talk")
wait_for("rename", function() return vim.api.nvim_buf_get_lines(0, 2, 3, false)[1] == "- #no re:meetup-talk" end)
local other = vim.fn.bufnr(root .. "/2026-06-25.md")
local lines = vim.api.nvim_buf_get_lines(other, 0, -1, false)
check("rename elsewhere", lines[1] == "- #lesson re:meetup-talk breathe", lines)

-- It leaves when it is told to.
vim.lsp.stop_client(client)
wait_for("stop", function() return vim.lsp.client_is_stopped(client) end)

io.stdout:write("all of " .. #done .. " done\n")
io.stdout:flush()
vim.cmd("qall!")
