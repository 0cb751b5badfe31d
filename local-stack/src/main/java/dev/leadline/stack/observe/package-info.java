/// Prometheus, Alertmanager and Grafana beside the stack, as `deploy` configures them.
@NullMarked
package dev.leadline.stack.observe;

import org.jspecify.annotations.NullMarked;
