import type { CompiledApi } from "@/lib/gateway/compile";
import { everydayScopesOf } from "@/lib/gateway/resources/known-resources";
import type { Door } from "../door/door";

const doors = new WeakMap<CompiledApi, Door>();

/** The door of an MCP server behind the gateway, worked out once for each state of its declaration. */
export function doorOf(api: CompiledApi): Door {
  let door = doors.get(api);
  if (!door) doors.set(api, (door = { resource: api.resource, scopes: everydayScopesOf(api) }));
  return door;
}
