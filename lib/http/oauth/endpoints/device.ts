import { authenticateClient } from "@/lib/oauth/clients/authenticate";
import { startDevice } from "@/lib/oauth/device/start";
import { recordStep } from "@/lib/oauth/doctor/record";
import { oauthEndpoint } from "../endpoint";

const limits = { perMinute: 60, perHour: 600 };

/** POST /oauth/device_authorization (RFC 8628, section 3.1). */
export const deviceRoutes = oauthEndpoint(
  {
    name: "device",
    limits,
    body: "form",
    onRefusal: (refusal, { caller, body }) => {
      const detail = { ...refusal.detail, device: true, description: refusal.description };
      recordStep({ step: "authorize", succeeded: false, clientId: body?.get("client_id"), ...refusal.about, cause: refusal.causeCode, detail, caller });
    },
  },
  async ({ caller, header, body }) => ({ body: await startDevice({ caller, client: await authenticateClient(header, body), form: body }) }),
);
