import type { contract } from "@/lib/contract";
import { goodPassword, type House, type Person } from "./house";

export type RouteName = keyof typeof contract;

/** How a route is called so that it succeeds. A route that is missing here is unclassified, and the matrix does not compile. */
export type Sample = {
  /** Only administrators may. */
  asAdmin?: boolean;
  /** Path parameter: makes something of this person's and answers its id. */
  id?: (house: House, owner: Person) => Promise<string> | string;
  body?: (house: House, owner: Person) => Promise<unknown> | unknown;
};

const newApiKey = async (house: House, owner: Person, body: object = {}) =>
  (await house.send("POST", "/api/v1/api-keys", { token: owner.token, body: { name: "A key", ...body } })).json as { id: string; key: string };

const apiKeyId = async (house: House, owner: Person) => (await newApiKey(house, owner)).id;

const apiTokenId = async (house: House, owner: Person) =>
  ((await house.send("POST", "/api/v1/auth/tokens", { token: owner.token, body: { name: "A token" } })).json as { api_token: { id: string } }).api_token.id;

const otherSessionId = async (house: House, owner: Person) => {
  await house.send("POST", "/api/v1/auth/login", { body: { username: owner.username, password: goodPassword } });
  const sessions = (await house.send("GET", "/api/v1/users/me/sessions", { token: owner.token })).json as { data: { id: string; current: boolean }[] };
  return sessions.data.find((session) => !session.current)!.id;
};

let scopes = 0;
const newScopeName = () => `maps${++scopes}:read`;
const ownScope = async (house: House, { token }: Person) =>
  ((await house.send("POST", "/api/v1/scopes", { token, body: { name: newScopeName(), description: "See the maps" } })).json as { name: string }).name;

export const samples: Record<RouteName, Sample> = {
  register: { body: (_house, { username }) => ({ email: `again-${username}@example.com`, password: goodPassword }) },
  login: { body: (_house, { username }) => ({ username, password: goodPassword }) },
  logout: {},
  createToken: { body: (_house, { email }) => ({ email, password: goodPassword, scopes: ["agents:read"] }) },
  revokeToken: {},
  verifyMe: {},
  refresh: { body: (_house, { refreshToken }) => ({ refresh_token: refreshToken }) },
  createApiToken: { body: () => ({ name: "A token" }) },
  listApiTokens: {},
  getApiToken: { id: apiTokenId },
  updateApiToken: { id: apiTokenId, body: () => ({ name: "Another name" }) },
  deleteApiToken: { id: apiTokenId },
  getMe: {},
  updateMe: { body: () => ({ name: "Ada" }) },
  listMySessions: {},
  endMySession: { id: otherSessionId },
  getPersonalToken: {},
  createPersonalToken: {},
  deletePersonalToken: {},
  revealPersonalToken: {},
  createApiKey: { body: () => ({ name: "A key" }) },
  listApiKeys: {},
  getApiKey: { id: apiKeyId },
  updateApiKey: { id: apiKeyId, body: () => ({ paused: true }) },
  deleteApiKey: { id: apiKeyId },
  verifyApiKey: { asAdmin: true, body: async (house, owner) => ({ key: (await newApiKey(house, owner)).key }) },
  listScopes: {},
  createScope: { asAdmin: true, body: () => ({ name: newScopeName(), description: "See the maps" }) },
  updateScope: { asAdmin: true, id: () => "agents:read", body: () => ({ description: "View agents" }) },
  deleteScope: { asAdmin: true, id: ownScope },
  listUsers: { asAdmin: true },
  getUser: { asAdmin: true, id: (_house, owner) => owner.id },
  replaceUser: { asAdmin: true, id: (_house, owner) => owner.id, body: () => ({ role: "developer", groups: ["engineering", "platform"] }) },
  updateUser: { asAdmin: true, id: (_house, owner) => owner.id, body: () => ({ groups: [] }) },
  deleteUser: { asAdmin: true, id: (_house, owner) => owner.id },
  listOrganizations: {},
  listAuditEvents: {},
  getHealth: {},
  getJwks: {},
};
