package io.github.taggedcache.store;

/**
 * What each store promises. Its tests get an empty store each.
 */
abstract class StoreContract implements VersionContract, TagContract, KeyEventContract, PutContract, RetentionContract,
		EntryContract, ScanContract, LeaseContract, NameContract, LogContract, BeatContract {

}
