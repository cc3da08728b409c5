import { contract } from "@/lib/contract";
import { success } from "@/lib/http/handle";
import { changeConnectedApp, revokeConnectedApp } from "@/lib/oauth/connections/change";
import { listConnectedApps } from "@/lib/oauth/connections/find";
import { toConnectedAppView } from "@/lib/oauth/connections/view";
import { defineTool } from "../define-tool";

export const connectedAppTools = [
  defineTool(contract.listConnectedApps, {
    name: "list_connected_apps",
    title: "List connected apps",
    description: "Apps and agents that the person has let in: what each may do, for which resource, until when, and when and from where it last called. With `status: ended`, those that were disconnected or signed out, with the reason.",
    verb: async ({ ctx, query }) => {
      const { rows, nextCursor } = await listConnectedApps(ctx, query);
      return { data: rows.map(toConnectedAppView), next_cursor: nextCursor };
    },
  }),
  defineTool(contract.updateConnectedApp, {
    name: "update_connected_app",
    title: "Change a connected app",
    description: "Renames a connection, changes its scopes, or gives it an end. The app's tokens follow at its next request. Never more than this connection itself may do.",
    verb: async ({ ctx, params, body }) => toConnectedAppView(await changeConnectedApp(ctx, params.id, body)),
  }),
  defineTool(contract.revokeConnectedApp, {
    name: "disconnect_app",
    title: "Disconnect an app",
    description: "Ends a connection for good: all its tokens are refused from the next request on. Confirm with the person first, the more so if it may be the connection that you are using.",
    verb: async ({ ctx, params }) => {
      await revokeConnectedApp(ctx, params.id);
      return success;
    },
  }),
];
