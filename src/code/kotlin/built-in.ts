/** Types that are in scope without an import. https://kotlinlang.org/docs/packages.html#default-imports */
const inKotlin = new Set(
  (
    'Any Unit Nothing String Int Long Short Byte Char Double Float Boolean Number UInt ULong UByte UShort Array ByteArray IntArray LongArray CharArray ' +
    'DoubleArray FloatArray ShortArray BooleanArray Pair Triple Result Comparable CharSequence Throwable Annotation Enum Function Lazy LazyThreadSafetyMode ' +
    'Iterable Collection List Set Map MutableIterable MutableCollection MutableList MutableSet MutableMap Iterator ListIterator Sequence ArrayList ' +
    'HashMap HashSet LinkedHashMap LinkedHashSet Regex RegexOption MatchResult StringBuilder Appendable Charsets Comparator Random Deprecated Suppress ' +
    'JvmStatic JvmField JvmName JvmOverloads Throws Synchronized Volatile Transient OptIn Exception Error RuntimeException IllegalArgumentException ' +
    'IllegalStateException IndexOutOfBoundsException UnsupportedOperationException ArithmeticException NumberFormatException NullPointerException ' +
    'ClassCastException AssertionError NoSuchElementException ConcurrentModificationException UninitializedPropertyAccessException NotImplementedError ' +
    'AutoCloseable IntRange LongRange CharRange IntProgression ClosedRange Grouping IndexedValue KClass DeepRecursiveFunction Metadata'
  ).split(' '),
)

const inJava = new Set(
  (
    'Object System Math Integer Character Void Thread Runtime Process ProcessBuilder StringBuffer Class ClassLoader Record Runnable Cloneable Readable ' +
    'StrictMath ThreadLocal InheritableThreadLocal Package Module StackTraceElement ClassNotFoundException InterruptedException ' +
    'CloneNotSupportedException SecurityException NoSuchFieldException NoSuchMethodException InstantiationException IllegalAccessException ' +
    'OutOfMemoryError StackOverflowError LinkageError NoClassDefFoundError VirtualMachineError ReflectiveOperationException StackWalker ProcessHandle ' +
    'ArrayIndexOutOfBoundsException StringIndexOutOfBoundsException ExceptionInInitializerError'
  ).split(' '),
)

/** The package that has a name which no import gives. */
export const builtIn = (name: string): string | undefined =>
  inJava.has(name)
    ? 'java/lang'
    : inKotlin.has(name)
      ? /^(?:String|StringBuilder|Regex)$/.test(name)
        ? 'java/lang'
        : 'kotlin'
      : undefined
