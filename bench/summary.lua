-- What each script ends with. Microseconds become the seconds and milliseconds of bench/load.py's
-- Load.
function done(summary, latency)
  local errors = summary.errors
  local seconds = summary.duration / 1e6
  print(string.format(
    '{"rate": %.3f, "median": %.3f, "p99": %.3f, "seconds": %.3f, "refused": %d}',
    summary.requests / seconds, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, seconds,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout
  ))
end
