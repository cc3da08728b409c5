import { mkdirSync, writeFileSync } from "node:fs";
import { generateClient } from "./generate";

const folder = "packages/client/src/generated";
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(generateClient())) writeFileSync(`${folder}/${name}`, text);
