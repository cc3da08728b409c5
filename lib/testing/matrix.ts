import { tagOf } from "@/lib/tags";
import { contract } from "@/lib/contract";
import type { RouteDefinition } from "@/lib/contract/define-route";
import type { Role } from "@/lib/contract/scopes";
import { changeFeed } from "@/lib/db/change-feed";
import { db } from "@/lib/db/client";
import { isUuid, newId, newUuid } from "@/lib/ids";
import { openHouse, type House, type Person } from "./house";
import { startProviders } from "./providers/start";
import { samples, type RouteName, type SampleId } from "./samples";
import type { Answered, Sent } from "./send";
import { TelegramServer } from "./telegram-server";
import { waitUntil } from "./wait-until";

const routes = Object.entries(contract) as [RouteName, RouteDefinition][];

/** A house in which every route of the contract is there: with all ways to sign in. */
export async function openMatrixHouse(): Promise<House> {
  const [providers, telegram] = [await startProviders(), await TelegramServer.start()];
  const house = await openHouse({ ...providers.env, ...telegram.env, ...telegram.oidcEnv(providers.google.issuer) });
  await waitUntil(() => telegram.isPolled);
  return {
    ...house,
    async close() {
      await house.close();
      await Promise.all([providers.close(), telegram.close()]);
    },
  };
}

/** The routes of the contract that a test is about, as rows for `it.each`: title, name, route. */
export function routeCases(wanted: (route: RouteDefinition, name: RouteName) => boolean) {
  return routes.filter(([name, route]) => wanted(route, name)).map(([name, route]) => [`${route.method} ${route.path} (${name})`, name, route] as const);
}

export function pathOf(route: RouteDefinition, id: SampleId): string {
  const ids = typeof id === "string" ? [] : [...id];
  return route.path.replace(/\{\w+\}/g, () => encodeURIComponent(typeof id === "string" ? id : ids.shift()!));
}

/** Of the same form, but nobody's. */
export function unknownOf(id: SampleId): SampleId {
  if (typeof id !== "string") return id.map((one) => unknownOf(one) as string);
  return isUuid(id) ? newUuid() : id.replace(/_.*/, newId("key").slice(3));
}

/** Calls the route as its sample says, with the given credential. */
export async function callSample(house: House, name: RouteName, owner: Person, sent: Sent, id?: SampleId): Promise<Answered> {
  const route: RouteDefinition = contract[name];
  const sample = samples[name];
  const target = pathOf(route, id ?? (await sample.id?.(house, owner)) ?? "");
  return house.send(route.method, target, { ...(sample.body && !("body" in sent) && { body: await sample.body(house, owner) }), ...sent });
}

/** The same person with another role, as an administrator would have changed it. */
export async function withRole(person: Person, role: Role): Promise<Person> {
  await db().user.update({ where: { id: person.id }, data: { role } });
  await changeFeed().publish([tagOf.user(person.id)]);
  return person;
}

export const withoutRequestId = (text: string) => text.replace(/"request_id":"[^"]*"/, "");
