import { clock, secondsFromNow } from "@/lib/clock";
import type { Caller } from "@/lib/context";
import { sha256 } from "@/lib/crypto/hash";
import { db } from "@/lib/db/client";
import { isUniqueViolation } from "@/lib/db/errors";
import { config } from "@/lib/env/config";
import { newSecret } from "../authorize/pending";
import { readScopes } from "../authorize/read-scopes";
import { recordStep } from "../doctor/record";
import { chooseResource } from "../choose-resource";
import { requireGrantType } from "../token/grant-type";
import type { TokenRequest } from "../token/request";
import { grantTypes } from "../clients/metadata";
import { hashUserCode, newUserCode } from "./user-code";

const livesSeconds = 600;
const intervalSeconds = 5;

/** RFC 8628, section 3.2. */
export type DeviceAuthorization = { device_code: string; user_code: string; verification_uri: string; verification_uri_complete: string; expires_in: number; interval: number };

/** A device that has no browser asks for a code that a person types elsewhere (RFC 8628, section 3.1). Housekeeping: it grants nothing. */
export async function startDevice({ caller, client, form }: TokenRequest): Promise<DeviceAuthorization> {
  requireGrantType(client, grantTypes.device);
  const resource = await chooseResource(client, form.getAll("resource"));
  const { scopes } = readScopes(form);
  const attemptId = recordStep({ step: "authorize", succeeded: true, clientId: client.clientId, clientName: client.name, detail: { device: true, resource, scopes }, caller });
  const { deviceCode, userCode } = await keep({ clientId: client.id, resource, scopes, attemptId }, caller);
  const verificationUri = `${config().publicUrl}/device`;
  return {
    device_code: deviceCode,
    user_code: userCode,
    verification_uri: verificationUri,
    verification_uri_complete: `${verificationUri}?user_code=${userCode}`,
    expires_in: livesSeconds,
    interval: intervalSeconds,
  };
}

type Kept = { clientId: string; resource: string; scopes: string[]; attemptId: string };

async function keep(kept: Kept, caller: Caller, triesLeft = 3): Promise<{ deviceCode: string; userCode: string }> {
  const [deviceCode, userCode] = [newSecret(), newUserCode()];
  try {
    await db().deviceCode.create({
      data: {
        ...kept,
        hash: sha256(deviceCode),
        userCodeHash: hashUserCode(userCode),
        ip: caller.ip,
        userAgent: caller.userAgent?.slice(0, 400),
        intervalSeconds,
        createdAt: clock.now(),
        expiresAt: secondsFromNow(livesSeconds),
      },
    });
    return { deviceCode, userCode };
  } catch (error) {
    // two devices with one code at a time: rare as it is, no person must be led to the other one
    if (triesLeft > 0 && isUniqueViolation(error)) return keep(kept, caller, triesLeft - 1);
    throw error;
  }
}
