-- Asks for the paths that it is given, in turn. One path alone needs no script while wrk runs.

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

-- Microseconds become the seconds and milliseconds of bench/load.py's Load.
function done(summary, latency)
  local errors = summary.errors
  local seconds = summary.duration / 1e6
  print(string.format(
    '{"rate": %.3f, "median": %.3f, "p99": %.3f, "seconds": %.3f, "refused": %d}',
    summary.requests / seconds, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, seconds,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout
  ))
end
