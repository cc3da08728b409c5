import { toWireTime } from "@/lib/clock";
import type { Caller, Principal } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { refreshSession } from "@/lib/sessions/refresh";
import { exchangeToken } from "./exchange";

export type RefreshedTokens = { token: string; expiresAt: Date | undefined; refreshToken?: string };

/** By a refresh token where one is given, whatever else was sent; else the presented token is exchanged. */
export async function refreshTokens(ctx: Caller & { principal: Principal | undefined }, refreshToken: string | undefined, refused: Refusal | undefined): Promise<RefreshedTokens> {
  if (refreshToken !== undefined) return refreshSession(ctx, refreshToken);
  if (refused) throw refused;
  if (!ctx.principal) throw new Refusal("AUTH_REQUIRED");
  return exchangeToken({ ...ctx, principal: ctx.principal });
}

export function toRefreshAnswer(tokens: RefreshedTokens) {
  return { success: true as const, data: { token: tokens.token, expires_at: toWireTime(tokens.expiresAt), refresh_token: tokens.refreshToken } };
}
