import { finishTelegramSignIn } from "@/lib/http/telegram/sign-in";

export const POST = finishTelegramSignIn;
