import { changeApiKey, revokeApiKey } from "@/lib/api-keys/change";
import { createApiKey } from "@/lib/api-keys/create";
import { getApiKey, listApiKeys } from "@/lib/api-keys/find";
import { rotateApiKey } from "@/lib/api-keys/rotate";
import { toApiKeyView } from "@/lib/api-keys/view";
import { toWireTime } from "@/lib/clock";
import { contract } from "@/lib/contract";
import { success } from "@/lib/http/handle";
import { defineTool } from "../define-tool";

export const keyTools = [
  defineTool(contract.listApiKeys, {
    name: "list_api_keys",
    title: "List API keys",
    description: "Lists the API keys that the person made, and those of organizations that they administer: name, scopes, status, expiry, and when and from where each was last used. Never the secret. Use it to find a key's id, or keys that are unused, unlimited or about to expire.",
    verb: async ({ ctx, query }) => {
      const { rows, nextCursor } = await listApiKeys(ctx, query);
      return { data: rows.map(toApiKeyView), next_cursor: nextCursor };
    },
  }),
  defineTool(contract.getApiKey, {
    name: "get_api_key",
    title: "Show an API key",
    description: "Shows one API key by its id (key_...): scopes, limits, expiry and last use. Never the secret.",
    verb: async ({ ctx, params }) => toApiKeyView(await getApiKey(ctx, params.id)),
  }),
  defineTool(contract.createApiKey, {
    name: "create_api_key",
    title: "Create an API key",
    description: "Creates an API key and answers its secret once. Give it only the scopes that its purpose needs (list_scopes says which there are), and an expiry where the purpose ends. It can never do more than this connection may.",
    note: "The member `key` is the secret. It is shown this once and cannot be read again: hand it to the person now, or put it where they asked for it. Keep it out of logs, code and commits.",
    verb: async ({ ctx, body }) => {
      const { row, key } = await createApiKey(ctx, body);
      return { ...toApiKeyView(row), key };
    },
  }),
  defineTool(contract.updateApiKey, {
    name: "update_api_key",
    title: "Change an API key",
    description: "Renames an API key, changes its scopes, addresses or calls per minute, or pauses and resumes it. Takes effect at the key's next request. Fields that are left out stay as they are.",
    verb: async ({ ctx, params, body }) => toApiKeyView(await changeApiKey(ctx, params.id, body)),
  }),
  defineTool(contract.rotateApiKey, {
    name: "rotate_api_key",
    title: "Rotate an API key",
    description: "Gives an API key a new secret and answers it once. The old secret goes on working for overlap_seconds (0 where left out: it dies at once), so choose an overlap that lets whoever uses the key change over. get_api_key then shows under `previous` who still uses the old one.",
    note: "The member `key` is the new secret. It is shown this once and cannot be read again: hand it to the person now, or put it where they asked for it. Keep it out of logs, code and commits.",
    verb: async ({ ctx, params, body }) => {
      const { id, key, hint, previousExpiresAt } = await rotateApiKey(ctx, params.id, { overlapSeconds: body?.overlap_seconds ?? 0, currentKey: body?.current_key });
      return { id, key, hint, previous: { expires_at: toWireTime(previousExpiresAt) } };
    },
  }),
  defineTool(contract.deleteApiKey, {
    name: "revoke_api_key",
    title: "Revoke an API key",
    description: "Revokes an API key for good: whatever uses it is refused from its next request on. Cannot be undone; to stop a key for a while, pause it with update_api_key. Confirm with the person first.",
    verb: async ({ ctx, params }) => {
      await revokeApiKey(ctx, params.id);
      return success;
    },
  }),
];
