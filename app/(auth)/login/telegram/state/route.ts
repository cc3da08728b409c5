import { getTelegramState } from "@/lib/http/telegram/sign-in";

export const GET = getTelegramState;
