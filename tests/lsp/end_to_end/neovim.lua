-- What a drafter does, in a Neovim without a screen: opens a draft, reads the findings, takes a quick fix, then all
-- safe fixes. What was seen goes as JSON to the file that RESLINT_ANSWER names. For Neovim 0.7 and all that came after.

local PATIENCE = 30000 -- milliseconds
local said = {}

local function wait(what, condition)
  if not vim.wait(PATIENCE, condition, 20) then
    error("waited in vain for " .. what)
  end
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n") .. "\n"
end

local function findings()
  local found = {}
  for _, d in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, { d.code, d.message, d.severity, d.lnum, d.col, d.end_lnum, d.end_col })
  end
  return found
end

local function find(code)
  for _, d in ipairs(vim.diagnostic.get(0)) do
    if d.code == code then
      return d
    end
  end
end

-- Takes the action whose title holds the words; what it is called.
local function act(words, context)
  local before, taken = text(), nil
  vim.ui.select = function(items, options, on_choice)
    local titles = {}
    for _, item in ipairs(items) do
      local title = options.format_item(item)
      table.insert(titles, title)
      if title:find(words, 1, true) then
        taken = title
        return on_choice(item, _)
      end
    end
    error(words .. " is not among: " .. table.concat(titles, "; "))
  end
  vim.lsp.buf.code_action({ context = context })
  wait(words, function() return text() ~= before end)
  return taken
end

local function work()
  local command = vim.fn.json_decode(vim.env.RESLINT_COMMAND)
  local config = { name = "reslint", cmd = command, root_dir = vim.fn.getcwd() }
  vim.cmd("edit " .. vim.fn.fnameescape(vim.env.RESLINT_DRAFT))
  if vim.lsp.start then
    vim.lsp.start(config)
  else
    vim.lsp.buf_attach_client(0, vim.lsp.start_client(config))
  end
  wait("findings", function() return #vim.diagnostic.get(0) > 0 end)
  said.opened = findings()

  local wrong = find("citation/date")
  vim.api.nvim_win_set_cursor(0, { wrong.lnum + 1, wrong.col })
  said.taken = act("(citation/date)")
  said.quick = text()
  wait("the finding to go", function() return find("citation/date") == nil end)
  said.left = findings()

  vim.cmd("let &undolevels = &undolevels") -- what comes is undone by itself
  act("safe", { only = { "source.fixAll.reslint" }, diagnostics = {} })
  said.all = text()
  wait("fewer findings", function() return #findings() < #said.left end)

  vim.cmd("silent undo")
  said.undone = text()
  wait("the findings after undo", function() return #findings() == #said.left end)
  said.again = findings()
end

local fine, why = xpcall(work, debug.traceback)
if not fine then
  said.error = why
end
vim.fn.writefile({ vim.fn.json_encode(said) }, vim.env.RESLINT_ANSWER)
vim.cmd("qall!")
