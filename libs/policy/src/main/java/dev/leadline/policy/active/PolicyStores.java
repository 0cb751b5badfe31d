package dev.leadline.policy.active;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import javax.sql.DataSource;

/// Keeps versions in the database of the service; where there is none, for as long as it runs.
final class PolicyStores {

  @Produces
  @ApplicationScoped
  PolicyStore store(Instance<DataSource> databases) {
    return databases.isResolvable()
        ? new PostgresPolicyStore(databases.get())
        : new PolicyStoreInMemory();
  }
}
