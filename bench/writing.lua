-- Sends a comment after another, each of its own sender. Arguments: a path that is not used, the
-- round's number, then `<path> <stamp>` of each form.

dofile("summary.lua")

local threads = 0
local forms, sent, round = {}, 0, 0
local headers = {
  ["Content-Type"] = "application/x-www-form-urlencoded",
  ["Sec-Fetch-Site"] = "same-origin",
}

function setup(thread)
  threads = threads + 1
  thread:set("which", threads)
end

function init(arguments)
  round = tonumber(arguments[2])
  for index = 3, #arguments do
    local path, stamp = arguments[index]:match("^(%S+) (%S+)$")
    forms[#forms + 1] = { path = path, stamp = stamp }
  end
end

function request()
  local form = forms[sent % #forms + 1]
  sent = sent + 1
  local high, low = math.floor(sent / 250), sent % 250
  headers["X-Forwarded-For"] = string.format("10.%d.%d.%d", 10 * round + which, high % 250, low + 1)
  headers["Host"] = wrk.headers["Host"]
  local body = string.format(
    "name=Lectora+%d&email=lectora-%d-%d%%40example.org&url=&website2=&parent=&action=publish"
      .. "&stamp=%s&text=Lo+he+le%%C3%%ADdo+dos+veces%%2C+y+la+%d.%%C2%%AA+me+ha+gustado+m%%C3%%A1s.",
    sent, 10 * round + which, sent, form.stamp, sent
  )
  return wrk.format("POST", form.path, headers, body)
end
