import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { changeFeed, type ChangeFeed } from "@/lib/db/change-feed";
import { db } from "@/lib/db/client";
import { openChangeFeed } from "@/lib/db/open-change-feed";
import { openHouse, type House } from "@/lib/testing/house";
import { waitUntil } from "@/lib/testing/wait-until";
import { withAudit } from "./with-audit";

let house: House;
/** Another instance of the same house. */
let other: ChangeFeed;
let heard: string[];
let heardHere: string[];

beforeAll(async () => {
  house = await openHouse();
  other = await openChangeFeed({ databaseUrl: house.databaseUrl });
  other.subscribe((tags) => heard.push(...tags));
  changeFeed().subscribe((tags) => heardHere.push(...tags));
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await other.close();
  await house.close();
});

const caller = { requestId: "req_test", ip: undefined, userAgent: undefined };
const change = (tag: string, fails = false) => {
  heard = [];
  heardHere = [];
  return withAudit(caller, async () => {
    if (fails) throw new Error("as it may");
    return { result: tag, entry: { action: "setting.changed", target: { type: "setting", id: tag } }, changed: [tag] };
  });
};
const untilHeard = (tag: string) => waitUntil(() => heard.includes(tag));

describe("a change that other instances must know", () => {
  it("is told to them and here, once, when the caller is answered", async () => {
    expect(await change("user:1")).toBe("user:1");
    expect(heardHere).toEqual(["user:1"]);
    await untilHeard("user:1");
    await change("user:2");
    await untilHeard("user:2");
    expect(heard).toEqual(["user:2"]);
  });

  it("is told to them by the commit alone: the process may be killed in that very moment", async () => {
    vi.spyOn(changeFeed(), "publish").mockReturnValue(new Promise(() => {}));
    void change("user:killed");
    await untilHeard("user:killed");
    expect(heardHere).toEqual([]);
  });

  it("that is rolled back is told to nobody", async () => {
    await expect(change("user:none", true)).rejects.toThrow("as it may");
    await expect(db().$transaction(async (tx) => {
      await changeFeed().announce(tx, ["user:none"]);
      throw new Error("rolled back");
    })).rejects.toThrow("rolled back");
    await change("user:3");
    await untilHeard("user:3");
    expect(heard).toEqual(["user:3"]);
  });
});
