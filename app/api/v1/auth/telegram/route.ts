import { contract } from "@/lib/contract";
import { methods } from "@/lib/http/methods";
import { startSignIn } from "@/lib/http/providers/start";

export const { GET, POST, PUT, PATCH, DELETE } = methods({ GET: startSignIn(contract.signInWithTelegram, "telegram") });
