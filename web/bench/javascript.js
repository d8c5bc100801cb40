// Blocked JavaScript as a peer.

import { blocked } from "./blocked.js";
import { serve } from "./peer.js";

serve(blocked);
