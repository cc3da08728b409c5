import { Hero } from "@/components/landing/hero";
import { Layers } from "@/components/landing/layers";
import { Promises } from "@/components/landing/promises";
import { Steps } from "@/components/landing/steps";
import { findUserContext } from "@/lib/auth/user-context";
import { config } from "@/lib/env/config";

export default async function LandingPage() {
  const { brandName, publicUrl, keyPrefix, ratePerMinute, anonymousRatePerMinute } = config();
  const isSignedIn = (await findUserContext()) !== undefined;
  return (
    <>
      <Hero brandName={brandName} host={publicUrl} keyPrefix={keyPrefix} isSignedIn={isSignedIn} />
      <Steps keyPrefix={keyPrefix} host={publicUrl} />
      <Promises />
      <Layers keyPrefix={keyPrefix} ratePerMinute={ratePerMinute} anonymousRatePerMinute={anonymousRatePerMinute} isSignedIn={isSignedIn} />
    </>
  );
}
