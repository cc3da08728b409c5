import type { Command } from "../parsing/command";
import { appsList, appsRevoke } from "./apps/apps";
import { audit } from "./audit";
import { completionOf } from "./completion";
import { configGet, configList, configUnset } from "./config/others";
import { configSet } from "./config/set";
import { doctor } from "./doctor";
import { health } from "./health";
import { keysCreate } from "./keys/create";
import { keysList } from "./keys/list";
import { keysRevoke } from "./keys/revoke";
import { keysRotate } from "./keys/rotate";
import { keysShow } from "./keys/show";
import { keysUsage } from "./keys/usage";
import { login } from "./login/login";
import { logout } from "./login/logout";
import { whoami } from "./login/whoami";
import { mcpAdd } from "./mcp/add";
import { mcpServe } from "./mcp/serve";
import { scopes } from "./scopes";

/** Every command, in the order of the help. */
export const allCommands: readonly Command[] = [
  login,
  logout,
  whoami,
  keysList,
  keysShow,
  keysCreate,
  keysRotate,
  keysRevoke,
  keysUsage,
  appsList,
  appsRevoke,
  audit,
  scopes,
  health,
  doctor,
  mcpAdd,
  mcpServe,
  configSet,
  configGet,
  configList,
  configUnset,
  completionOf(() => allCommands),
];
