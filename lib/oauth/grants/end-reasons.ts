/** Why a connection ended, in words for the person who has lost it. Rows hold the code. */
export const endReasons = {
  revoked_by_owner: "You disconnected it.",
  revoked_by_client: "The app signed itself out.",
  revoked_by_itself: "The app signed itself out.",
  revoked_by_admin: "An administrator disconnected it.",
  client_blocked: "An administrator blocked the app.",
  client_deleted: "The app was removed.",
  code_reused: "Its authorization code was used a second time. Codes are used once: the first use was taken back in case somebody else had seen the code.",
  code_refused: "Its authorization code was presented wrongly, so the connection never began.",
  refresh_token_reused: "An old refresh token was used again, longer after its first use than programs that run side by side need. In case it was stolen, the connection and all its tokens were ended.",
  left_organization: "You no longer belong to the organization that it worked in.",
  leaked: "One of its tokens was reported as leaked, so all of them were ended. Connect again to go on.",
  key_revoked: "The key that it was bound to was revoked.",
  resource_removed: "The API or MCP server that it was for is no longer at that address.",
} as const satisfies Record<string, string>;

export function describeEnd(reason: string | null): string {
  return endReasons[reason as keyof typeof endReasons] ?? "It was revoked.";
}
