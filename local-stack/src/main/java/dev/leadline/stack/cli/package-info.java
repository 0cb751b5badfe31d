/// The `leadline` command. Results go to standard output, what goes on to standard error; it ends
/// with 0 when all is well, 1 when something failed, 2 when it was misused.
@NullMarked
package dev.leadline.stack.cli;

import org.jspecify.annotations.NullMarked;
