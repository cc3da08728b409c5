import { describe, expect, test } from "vitest";
import { toErrorAnswer } from "./to-error";

describe("two transactions in each other's way", () => {
  test.each(["40001", "40P01", "P2034"])("%s answers 503 and when to try again: nothing was changed", (code) => {
    const answer = toErrorAnswer(Object.assign(new Error("deadlock detected"), { code }), "req_1");
    expect([answer.status, answer.headers["retry-after"], JSON.parse(String(answer.body))]).toMatchObject([503, "1", { code: "UNAVAILABLE", request_id: "req_1" }]);
    expect(answer.body).not.toContain("deadlock");
  });
});
