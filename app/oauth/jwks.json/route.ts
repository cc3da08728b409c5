import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { keyRing } from "@/lib/signing-keys/key-ring";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.getJwks, () => ({ body: keyRing().jwks() as { keys: Record<string, unknown>[] } })),
});
