import { submitSecondFactor } from "@/lib/http/forms/second-factor";

export const POST = submitSecondFactor;
