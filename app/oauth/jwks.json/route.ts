import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { publicCaching } from "@/lib/http/oauth/document";
import { fromAnyOrigin } from "@/lib/http/oauth/from-any-origin";
import { keyRing } from "@/lib/signing-keys/key-ring";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = fromAnyOrigin(
  methods({
    GET: handle(contract.getJwks, () => ({ body: keyRing().jwks() as { keys: Record<string, unknown>[] }, headers: publicCaching })),
  }),
);
