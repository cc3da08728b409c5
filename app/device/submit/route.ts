import { submitDevice } from "@/lib/http/forms/device";

export const POST = submitDevice;
