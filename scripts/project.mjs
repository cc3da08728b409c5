import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);

/** The folder of the clone, whatever folder the command was given in. */
export const projectFolder = fileURLToPath(root);

export const fromProject = (path) => new URL(path, root);
