-- Asks for the paths that it is given, at random. One path alone needs no script while wrk runs.

dofile("summary.lua")

local threads, requests = 0, {}

function setup(thread)
  threads = threads + 1
  thread:set("which", threads)
end

function init(paths)
  math.randomseed(os.time() + 1000 * which)
  for index, path in ipairs(paths) do
    requests[index] = wrk.format("GET", path)
  end
  if #requests > 1 then
    request = function()
      return requests[math.random(#requests)]
    end
  end
end
