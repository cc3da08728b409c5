import { nodeVersionProblem } from "./node-version.mjs";

const problem = nodeVersionProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exit(1);
}

// Imported only now: what follows is written for the Node versions that passed.
import("./launch.mjs").then((launch) => launch.run(process.argv.includes("--dev")));
