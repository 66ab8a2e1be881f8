-- The load for `./mesh bench gate`: wrk -s gate.lua URL -- NODES. What Traefik sends, from one node after the other
-- (BenchedMesh counts them in the same way). All are made before the first is sent, and as many for each row, so that
-- the load costs the same whatever is measured.
local REQUESTS, VHOSTS = 8192, 20
local made, at = {}, 0

function init(args)
  local nodes = tonumber(args[1])
  for i = 0, REQUESTS - 1 do
    -- Spread over all of them, and not in their order.
    local node = (i * 7919) % nodes
    made[i] = wrk.format("GET", "/authz/traefik", {
      ["Host"] = "127.0.0.1:8087",
      ["User-Agent"] = "Go-http-client/1.1",
      ["Accept"] = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
      ["X-Forwarded-For"] = string.format("100.%d.%d.%d", 64 + math.floor(node / 65536), math.floor(node / 256) % 256, node % 256),
      ["X-Forwarded-Host"] = string.format("v%d.veilor", i % VHOSTS),
      ["X-Forwarded-Method"] = "GET",
      ["X-Forwarded-Port"] = "443",
      ["X-Forwarded-Proto"] = "https",
      ["X-Forwarded-Uri"] = "/index.html",
      ["Accept-Encoding"] = "gzip",
    })
  end
end

function request()
  at = (at + 1) % REQUESTS
  return made[at]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('\n{"requests":%d,"us":%d,"p50_us":%d,"p99_us":%d,"refused":%d,"broken":%d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
