import { afterEach, describe, expect, it, vi } from "vitest";
import { OpenStreams, type OpenStream } from "./open-streams";

const registries: OpenStreams[] = [];
const registry = (mayMissChanges = () => false, every?: number) => {
  const streams = new OpenStreams(mayMissChanges, every);
  registries.push(streams);
  return streams;
};
const stream = (isStillGood: OpenStream["isStillGood"], endsAt?: number) => ({ isStillGood: vi.fn(isStillGood), close: vi.fn(), endsAt });

afterEach(() => registries.splice(0).forEach((streams) => streams.closeAll()));

describe("an open stream", () => {
  it("is closed at the first change after which it would not be opened again, once, and the others go on", async () => {
    const streams = registry();
    let allowed = true;
    const one = stream(() => allowed);
    const other = stream(async () => true);
    streams.add(one);
    streams.add(other);
    await streams.lookAgain();
    expect(one.close).not.toHaveBeenCalled();
    allowed = false;
    await streams.lookAgain();
    await streams.lookAgain();
    expect(one.close).toHaveBeenCalledTimes(1);
    expect(other.close).not.toHaveBeenCalled();
    expect(streams.size).toBe(1);
  });

  it("is looked at when it opens, for something may have changed while the upstream made up its mind", async () => {
    const one = stream(() => false);
    registry().add(one);
    await vi.waitFor(() => expect(one.close).toHaveBeenCalledTimes(1));
  });

  it("is closed where it cannot be found out whether it may go on, as when the database is away", async () => {
    const streams = registry();
    const one = stream(async () => Promise.reject(new Error("away")));
    streams.add(one);
    await streams.lookAgain();
    expect(one.close).toHaveBeenCalledTimes(1);
  });

  it("a change that comes while one is being looked at is seen too", async () => {
    const streams = registry();
    let answer!: (isGood: boolean) => void;
    let allowed = true;
    const one = stream(() => (answer === undefined ? new Promise<boolean>((resolve) => (answer = resolve)) : allowed));
    streams.add(one);
    const first = streams.lookAgain();
    allowed = false;
    const second = streams.lookAgain();
    answer(true);
    await Promise.all([first, second]);
    expect(one.close).toHaveBeenCalledTimes(1);
  });

  it("ends with its credential, and one that was taken off is left alone", async () => {
    const streams = registry();
    const over = stream(() => true, Date.now() - 1);
    streams.add(over);
    expect(over.close).toHaveBeenCalledTimes(1);
    const soon = stream(() => true, Date.now() + 30);
    const takenOff = stream(() => false, Date.now() + 30);
    streams.add(soon);
    streams.add(takenOff)();
    await vi.waitFor(() => expect(soon.close).toHaveBeenCalledTimes(1));
    await streams.lookAgain();
    expect(takenOff.close).not.toHaveBeenCalled();
    expect(streams.size).toBe(0);
  });

  it("is looked at every few seconds while changes may be missed", async () => {
    const streams = registry(() => true, 5);
    const one = stream(() => false);
    streams.add(one);
    await vi.waitFor(() => expect(one.close).toHaveBeenCalledTimes(1));
  });

  it("is closed when the server stops, also if closing another one fails", () => {
    const streams = registry();
    const broken = { ...stream(() => true), close: vi.fn(() => { throw new Error("gone"); }) };
    const one = stream(() => true, Date.now() + 1e12);
    streams.add(broken);
    streams.add(one);
    streams.closeAll();
    expect(one.close).toHaveBeenCalledTimes(1);
    expect(streams.size).toBe(0);
  });
});
