import { afterAll, beforeAll, expect, it } from "vitest";
import { openHouse, type House, type Person } from "@/lib/testing/house";

let house: House;
let person: Person;
beforeAll(async () => {
  house = await openHouse();
  person = await house.signUp();
});
afterAll(() => house.close());

const path = "/api/v1/users/me/api-token";
const post = (sub = "", body?: object) => house.send("POST", `${path}${sub}`, { token: person.token, ...(body && { body }) });
const status = async (token: string) => (await house.send("GET", "/api/v1/auth/verify", { token })).status;

it("regenerated with an overlap, the token keeps its place and both secrets work until the old one is retired", async () => {
  const first = (await post()).json as { token: string; id: string };
  const second = await post("", { overlap_seconds: 3600 });
  expect(second).toMatchObject({ status: 201, json: { id: first.id } });
  const { token } = second.json as { token: string };
  expect([await status(first.token), await status(token)]).toEqual([200, 200]);
  expect((await house.send("GET", path, { token: person.token })).json).toMatchObject({ previous: [{ used_since: expect.any(Boolean) }] });
  expect((await post("/reveal")).json).toEqual({ token });
  expect((await post("/retire-previous")).status).toBe(200);
  expect([await status(first.token), await status(token)]).toEqual([401, 200]);
});

it("taken back, the old secret is the one that is shown again", async () => {
  const { token: first } = (await post()).json as { token: string };
  const { token: second } = (await post("", { overlap_seconds: 3600 })).json as { token: string };
  expect((await post("/undo-rotation")).status).toBe(200);
  expect([await status(first), await status(second)]).toEqual([200, 401]);
  expect((await post("/reveal")).json).toEqual({ token: first });
});

it("without an overlap the old one is refused from the next request on, its earlier secrets too", async () => {
  const { token: first } = (await post()).json as { token: string };
  const { token: second } = (await post("", { overlap_seconds: 3600 })).json as { token: string };
  const { token: third } = (await post()).json as { token: string };
  expect([await status(first), await status(second), await status(third)]).toEqual([401, 401, 200]);
});
