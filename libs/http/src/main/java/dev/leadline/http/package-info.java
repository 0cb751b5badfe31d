/// What every REST face of Leadline shares: problem details (RFC 9457), bearer tokens and roles,
/// paging, and lead ids as parameters.
///
/// A resource throws [Problem], names its roles with [Role] and takes a lead id as a parameter of
/// type `LeadId`; the rest happens by itself once this library is on the class path.
@NullMarked
package dev.leadline.http;

import org.jspecify.annotations.NullMarked;
