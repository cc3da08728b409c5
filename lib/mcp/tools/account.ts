import { describePrincipal } from "@/lib/access/describe";
import { contract } from "@/lib/contract";
import { listOrganizations } from "@/lib/organizations/list";
import { toOrganizationView } from "@/lib/organizations/view";
import { listScopes } from "@/lib/scopes/list";
import { listSessions, toSessionView } from "@/lib/sessions/list";
import { getProfile } from "@/lib/users/get-profile";
import { defineTool } from "../define-tool";

export const accountTools = [
  defineTool(contract.getMe, {
    name: "whoami",
    title: "Who am I",
    description: "The account that this connection acts for: name, email, role, groups and organizations.",
    verb: ({ ctx }) => getProfile(ctx),
  }),
  defineTool(contract.verifyMe, {
    name: "show_connection",
    title: "What may this connection do",
    description: "The credential behind this connection: its kind, the scopes that count now, and when it ends. Use it when a tool is refused.",
    verb: ({ ctx }) => describePrincipal(ctx.principal),
  }),
  defineTool(contract.listScopes, {
    name: "list_scopes",
    title: "List scopes",
    description: "All scopes of this server with what each allows, the lowest role that may hold it, and whether the person's role may. Use it before create_api_key.",
    verb: ({ ctx, query }) => {
      const { rows, nextCursor } = listScopes(ctx, query);
      return { data: rows, next_cursor: nextCursor };
    },
  }),
  defineTool(contract.listOrganizations, {
    name: "list_organizations",
    title: "List organizations",
    description: "The organizations that the person belongs to, with their role in each. An organization's id (org_...) can be given to create_api_key and list_api_keys.",
    verb: async ({ ctx, query }) => {
      const { rows, nextCursor } = await listOrganizations(ctx, query);
      return { data: rows.map(toOrganizationView), next_cursor: nextCursor };
    },
  }),
  defineTool(contract.listMySessions, {
    name: "list_sessions",
    title: "List sign-ins",
    description: "Where the person is signed in with a browser: since when, last seen, address and program.",
    verb: async ({ ctx, query }) => {
      const { rows, nextCursor } = await listSessions(ctx, query);
      return { data: rows.map((row) => toSessionView(ctx, row)), next_cursor: nextCursor };
    },
  }),
];
