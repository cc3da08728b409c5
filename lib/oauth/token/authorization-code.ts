import { withAudit, type Audited } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import { sha256 } from "@/lib/crypto/hash";
import { endCredential } from "@/lib/credentials/revoke";
import { db, type Transaction } from "@/lib/db/client";
import { issueRefreshToken } from "@/lib/refresh-tokens/issue";
import { grantTypes } from "../clients/metadata";
import { recordStep } from "../doctor/record";
import { OauthRefusal } from "../errors";
import { mintAccessToken, narrowScopes, requireLivingGrant, type TokenAnswer } from "../grants/mint";
import { whyCodeRefused, type CodeProblem, type CodeRow } from "./check-code";
import { askedScopes, concerned, requireParameter, type TokenRequest } from "./request";

/**
 * Exchanges an authorization code (RFC 6749, section 4.1.3). One try, right or wrong, uses it up: of any number of callers at
 * once one wins. A second use revokes what the first one gave (section 4.1.2), and so does a try that fails a check.
 */
export async function exchangeCode(request: TokenRequest): Promise<TokenAnswer> {
  const { caller, client, form } = request;
  const hash = sha256(requireParameter(form, "code"));
  const row = await db().authorizationCode.findUnique({ where: { hash }, include: { credential: { include: { user: true } } } });
  if (!row) throw new OauthRefusal("invalid_grant", "The code is unknown", { cause: "code_unknown", about: concerned(client) });
  const about = concerned(client, row.credential, row.attemptId);
  const problem = await whyCodeRefused(row, request);
  const outcome = await withAudit(caller, (tx) => consume(tx, row, request, problem));
  if (outcome.refused) throw new OauthRefusal(outcome.refused.code, outcome.refused.text, { cause: outcome.refused.cause, detail: outcome.refused.detail, about });
  const grant = await requireLivingGrant(row.credentialId, about);
  const scopes = narrowScopes(grant, askedScopes(form), about);
  const answer = await mintAccessToken(grant, { ...scopes, clientId: client.clientId, resource: row.resource });
  recordStep({ step: "token", succeeded: true, ...about, detail: { grant_type: grantTypes.code, scope: answer.scope, resource: row.resource }, caller });
  return { ...answer, refresh_token: outcome.refreshToken };
}

type Outcome = { refused: CodeProblem; refreshToken?: undefined } | { refused?: undefined; refreshToken: string | undefined };

const reused: CodeProblem = { code: "invalid_grant", cause: "code_reused", text: "The code was used before. What it gave has been revoked" };

async function consume(tx: Transaction, row: CodeRow, { client }: TokenRequest, problem: CodeProblem | undefined): Promise<Audited<Outcome>> {
  const { credential, credentialId } = row;
  const actor = { kind: "grant", userId: credential.userId, name: credential.user.username, credentialId };
  const target = { type: "grant", id: credentialId, name: credential.name };
  const organizationId = credential.organizationId ?? undefined;
  const { count } = await tx.authorizationCode.updateMany({ where: { hash: row.hash, usedAt: null }, data: { usedAt: clock.now() } });
  const refused = count === 1 ? problem : reused;
  if (refused) {
    const changed = await endCredential(tx, credentialId, refused.cause === "code_reused" ? "code_reused" : "code_refused");
    return { result: { refused }, actor, changed, entry: { action: "grant.revoked", organizationId, subjectUserId: credential.userId, target, detail: { reason: refused.text, presented_by: client.clientId } } };
  }
  await tx.credential.updateMany({ where: { id: credentialId, revokedAt: null }, data: { expiresAt: row.grantExpiresAt } });
  const refreshToken = client.grantTypes.includes(grantTypes.refresh) ? await issueRefreshToken(tx, { credentialId, expiresAt: row.grantExpiresAt }) : undefined;
  return { result: { refreshToken }, actor, entry: { action: "grant.fetched", organizationId, target, detail: { client_id: client.clientId } } };
}
