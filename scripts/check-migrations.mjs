// npm run db:check: do the migrations lead to the schema?
import { sqlFromMigrationsToSchema } from "./schema-engine.mjs";

const missing = await sqlFromMigrationsToSchema();
if (missing !== "") {
  console.error(`prisma/schema.prisma is ahead of prisma/migrations. Run: npm run db:migration -- <name>\n\n${missing}`);
  process.exit(1);
}
console.log("The schema and the migrations agree.");
