import { beginTelegramSignIn } from "@/lib/http/telegram/sign-in";

export const POST = beginTelegramSignIn;
