import { withAudit } from "@/lib/audit/with-audit";
import { clock, secondsFromNow } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import { sha256 } from "@/lib/crypto/hash";
import type { Transaction } from "@/lib/db/client";
import type { OauthClient } from "@/lib/db/generated/client";
import type { Terms } from "../grants/choose-terms";
import { createGrant } from "../grants/create-grant";
import { newSecret } from "./pending";

/** RFC 6749, section 4.1.2, says ten minutes at most; programs need a second. */
const codeSeconds = 60;

export type CodeInput = {
  client: OauthClient;
  redirectUri: string;
  redirectUriSent: boolean;
  codeChallenge: string;
  resource: string;
  nonce: string | null | undefined;
  attemptId: string | null | undefined;
  terms: Terms;
  /** Of a request that waited: consumes it, and returns false where somebody was faster. */
  consume?: (tx: Transaction) => Promise<boolean>;
};

/** Makes the grant and the code by which its client fetches it. Undefined where the request was answered before. */
export async function issueCode(ctx: UserContext, input: CodeInput): Promise<{ code: string; grantId: string } | undefined> {
  const code = newSecret();
  const expiresAt = secondsFromNow(codeSeconds);
  const sessionId = ctx.principal.credentialId;
  return withAudit(ctx, async (tx) => {
    if (input.consume && !(await input.consume(tx))) return { result: undefined, entry: [] };
    const { client, resource, redirectUri, terms } = input;
    const grant = await createGrant(tx, { caller: ctx, userId: ctx.principal.user.id, client, resource, redirectUri, grantType: "authorization_code", terms, expiresAt, madeWithId: sessionId });
    await tx.authorizationCode.create({
      data: {
        hash: sha256(code),
        credentialId: grant.id,
        clientId: client.id,
        redirectUri,
        redirectUriSent: input.redirectUriSent,
        codeChallenge: input.codeChallenge,
        resource,
        scopes: terms.scopes,
        nonce: input.nonce,
        sessionId,
        attemptId: input.attemptId,
        createdAt: clock.now(),
        expiresAt,
        grantExpiresAt: terms.expiresAt,
      },
    });
    return { result: { code, grantId: grant.id }, entry: grant.entry };
  });
}
