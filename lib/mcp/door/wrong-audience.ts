import type { Principal } from "@/lib/context";
import { Refusal } from "@/lib/errors";

/** A valid token that was made for another resource. */
export class WrongAudience extends Refusal {
  constructor(
    readonly principal: Principal,
    resource: string,
  ) {
    super("INVALID_TOKEN", {}, `This token is not for this MCP server: ask for one with resource=${resource}`);
  }
}
