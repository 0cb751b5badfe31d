package dev.leadline.stack.audit;

import dev.leadline.audit.AuditVerifier.Verdict;

/// What came of checking one chain.
public record ChainVerdict(String chain, Verdict verdict) {}
