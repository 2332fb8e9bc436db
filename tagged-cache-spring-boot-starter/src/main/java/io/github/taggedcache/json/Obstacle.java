package io.github.taggedcache.json;

/**
 * Why a value cannot be stored: a name that is the same for all values with this problem,
 * and what to do about it.
 */
enum Obstacle {

	READ_ONCE("read only once", "Return a collection instead."),

	LAZY("not loaded",
			"Load it before the method returns (a fetch join, @EntityGraph or Hibernate.initialize),"
					+ " or return a type of its own that holds what callers need."),

	CYCLE("object cycle", "Break the cycle: make one of its fields transient, put @JsonIdentityInfo on the class,"
			+ " put @JsonManagedReference and @JsonBackReference on the two fields, or return a type without it."),

	DETACHED("back reference",
			"Cache the object that the field refers to, make the field transient,"
					+ " or remove @JsonBackReference and put @JsonIdentityInfo on both classes."),

	IDENTITY("repeated identity",
			"Return one object for each id, give @JsonIdentityInfo a scope of the class, or remove the annotation."),

	SUBCLASS("subclass",
			"Declare the concrete type as the return type, or give the declared type Jackson's"
					+ " type information: @JsonTypeInfo with @JsonSubTypes."),

	SEALED("sealed type",
			"Put @JsonTypeInfo(use = JsonTypeInfo.Id.NAME) on the sealed type, which needs no"
					+ " @JsonSubTypes. Or: Declare the concrete type as the return type."),

	UNTYPED("untyped value",
			"Declare its type. Without one only text, booleans, numbers as JSON reads them, lists,"
					+ " and maps with text as keys come back."),

	COMPARATOR("comparator",
			"Copy it to a LinkedHashSet or LinkedHashMap, which keeps the order," + " or use the natural order."),

	COLLECTION("collection class", "Copy it to a collection of the JDK that compares by equals."),

	PAGE("page class", "Return a PageImpl, SliceImpl, PageRequest or Sort of Spring Data itself."),

	INNER_CLASS("inner class", "Make the class static, or a record."),

	SHADOWED_FIELD("shadowed field", "Rename one of the two fields."),

	GENERATED_CLASS("generated class", "Return an object of a class of your own, without lambdas and proxies."),

	PROJECTION("interface projection",
			"Return a record or a class: a projection by the constructor of a record needs no other query."),

	CLOSED_TYPE("closed type",
			"Make the field transient, use a type with data in it, or add a module with a"
					+ " serializer and a deserializer for it by a TaggedCacheJsonCustomizer."),

	NOT_WRITTEN("not written",
			"Return a type that consists of data, or add a module with a serializer and a"
					+ " deserializer for it by a TaggedCacheJsonCustomizer."),

	NOT_READ("not read back", "Let the constructor or deserializer take what the fields hold, make a field that"
			+ " is not part of the value transient, or put @JsonCreator on another constructor.");

	private final String kind;

	private final String remedy;

	Obstacle(String kind, String remedy) {
		this.kind = kind;
		this.remedy = remedy;
	}

	String kind() {
		return this.kind;
	}

	String remedy() {
		return this.remedy;
	}

}
