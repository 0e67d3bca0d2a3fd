-- Asks for the paths that it is given, in turn. One path alone needs no script while wrk runs.

dofile("summary.lua")

local requests, last = {}, 0

function init(paths)
  for index, path in ipairs(paths) do
    requests[index] = wrk.format("GET", path)
  end
  if #requests > 1 then
    request = function()
      last = last % #requests + 1
      return requests[last]
    end
  end
end
