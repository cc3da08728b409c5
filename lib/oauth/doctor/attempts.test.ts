import { beforeEach, describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { AttemptFinder } from "./attempts";
import type { Step } from "./step";

let finder: AttemptFinder;
beforeEach(() => {
  finder = new AttemptFinder();
  clock.now = () => new Date();
});

const step = (more: Partial<Omit<Step, "caller">> & { ip?: string; agent?: string } = {}): Step => {
  const { ip = "192.0.2.1", agent = "client/1", ...rest } = more;
  return { step: "discovery", succeeded: true, caller: { requestId: "req_x", ip, userAgent: agent }, ...rest };
};
const of = (more?: Parameters<typeof step>[0]) => finder.find(step(more)).id;

describe("the attempt that a step belongs to", () => {
  it("is the one that is named", () => {
    expect(of({ attemptId: "att_1", ip: "198.51.100.1" })).toBe("att_1");
    expect(of({ attemptId: "att_1", ip: "198.51.100.2" })).toBe("att_1");
  });

  it("is the newest of the same program at the same place, until it has a client; then of that client", () => {
    const discovery = of();
    expect(of()).toBe(discovery);
    expect(of({ step: "registration", clientId: "client_1" })).toBe(discovery);
    expect(of({ step: "authorize", clientId: "client_1", agent: "Browser" })).toBe(discovery);
    expect(of({ step: "token", clientId: "client_1", ip: "198.51.100.9", agent: "server" })).toBe(discovery);
    expect(of({ step: "registration", clientId: "client_2" })).not.toBe(discovery);
  });

  it("is another one for another program, and for another place", () => {
    const first = of();
    expect([of({ agent: "other/1" }), of({ ip: "192.0.2.2" })]).not.toContain(first);
  });

  it("is never shared by two people whose client_id is the address of the same document", () => {
    const document = { clientId: "https://claude.ai/oauth/claude-code-client-metadata" };
    expect(of({ ...document, step: "authorize", ip: "192.0.2.1" })).not.toBe(of({ ...document, step: "authorize", ip: "192.0.2.2", agent: "client/2" }));
  });

  it("is a new one after a quarter of an hour, and after the first call that got through", () => {
    const first = of({ clientId: "client_1" });
    const later = Date.now() + 15 * 60_000 + 1000;
    clock.now = () => new Date(later);
    const second = of({ clientId: "client_1" });
    expect(second).not.toBe(first);
    expect(of({ clientId: "client_1", step: "first_call" })).toBe(second);
    expect(of({ clientId: "client_1" })).not.toBe(second);
  });

  it("has its steps in order, also within one millisecond", () => {
    const now = new Date();
    clock.now = () => now;
    const times = Array.from({ length: 5 }, () => finder.find(step()).at);
    expect(times).toEqual(times.map((_time, index) => times[0]! + index));
  });
});
