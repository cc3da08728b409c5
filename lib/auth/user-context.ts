import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { authenticateSession } from "@/lib/access/authenticate";
import { localAdmin } from "@/lib/access/local-admin";
import type { Caller, UserContext } from "@/lib/context";
import { config } from "@/lib/env/config";
import { isRefusal } from "@/lib/errors";
import { clientIp } from "@/lib/client-address/client-ip";
import { peerHeader, peerOf } from "@/lib/client-address/peer";
import { newId } from "@/lib/ids";
import { enrolPath, loginPath, paths } from "@/lib/paths";
import { readSessionCookie } from "./session-cookie";

/**
 * The person signed in, for a page; redirects to the sign-in page, and back here afterwards, where nobody is. Somebody whose role needs a
 * second factor that they do not have is sent to set one up. Call it in every page: layouts do not run again on navigation.
 */
export async function userContext(path: string): Promise<UserContext> {
  const ctx = (await findUserContext()) ?? redirect(loginPath(path));
  return ctx.principal.secondFactorMissing && path !== paths.settingsSecurity ? redirect(enrolPath(path)) : ctx;
}

/** The person signed in, if anybody is. Looked up once per request. */
export const findUserContext = cache(async (): Promise<UserContext | undefined> => {
  const caller = await pageCaller();
  const sessionId = await readSessionCookie((await headers()).get("cookie") ?? undefined);
  if (sessionId === undefined) return config().enableAuth ? undefined : { ...caller, principal: await localAdmin() };
  try {
    return { ...caller, principal: await authenticateSession(sessionId, { ...caller, whileEnrolling: true }) };
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
});

async function pageCaller(): Promise<Caller> {
  const received = await headers();
  const header = (name: string) => received.get(name) ?? undefined;
  return { requestId: newId("req"), ip: clientIp({ header, peer: peerOf(header(peerHeader)) }), userAgent: header("user-agent") };
}
