import { describe, expect, it } from "vitest";
import { formatMetrics } from "./format";
import { Traffic } from "./traffic";

describe("the text format", () => {
  it("escapes what a name may hold, and gives each family its help and type", () => {
    const text = formatMetrics([{ name: "up", help: "Is it\nup", type: "gauge", samples: [{ labels: { name: 'a "quoted"\\\nname' }, value: 1 }, { value: 0 }] }]);
    expect(text).toBe('# HELP up Is it\\nup\n# TYPE up gauge\nup{name="a \\"quoted\\"\\\\\\nname"} 1\nup 0\n');
  });
});

describe("traffic", () => {
  it("counts answers by door and class of status, in cumulative buckets", () => {
    const traffic = new Traffic();
    traffic.answered("hot", 200, 0.0005);
    traffic.answered("hot", 204, 0.03);
    traffic.answered("hot", 401, 60);
    const lines = formatMetrics(traffic.families()).split("\n");
    expect(lines).toContain('keyhouse_http_request_duration_seconds_bucket{door="hot",status="2xx",le="0.001"} 1');
    expect(lines).toContain('keyhouse_http_request_duration_seconds_bucket{door="hot",status="2xx",le="0.05"} 2');
    expect(lines).toContain('keyhouse_http_request_duration_seconds_bucket{door="hot",status="2xx",le="+Inf"} 2');
    expect(lines).toContain('keyhouse_http_request_duration_seconds_count{door="hot",status="2xx"} 2');
    expect(lines).toContain('keyhouse_http_request_duration_seconds_bucket{door="hot",status="4xx",le="10"} 0');
    expect(lines).toContain('keyhouse_http_request_duration_seconds_bucket{door="hot",status="4xx",le="+Inf"} 1');
  });

  it("counts uses of credentials by channel and outcome", () => {
    const traffic = new Traffic();
    for (const outcome of ["allowed", "allowed", "RATE_LIMITED"]) traffic.used("rest", outcome);
    expect(formatMetrics(traffic.families())).toContain('keyhouse_credential_uses_total{channel="rest",outcome="allowed"} 2\nkeyhouse_credential_uses_total{channel="rest",outcome="RATE_LIMITED"} 1');
  });
});
