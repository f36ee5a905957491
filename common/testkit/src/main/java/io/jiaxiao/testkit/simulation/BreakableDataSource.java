package io.jiaxiao.testkit.simulation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The database as one chosen thread, and those who work for it, see it can break; all others, as those of another instance, go on. */
public final class BreakableDataSource extends DelegatingDataSource {

    private final CrashingDataSource breaking;
    private final Predicate<Thread> worksForTheChosen;
    private volatile @Nullable Thread chosen;

    private BreakableDataSource(DataSource real, Predicate<Thread> worksForTheChosen) {
        super(real);
        this.breaking = new CrashingDataSource(real);
        this.worksForTheChosen = worksForTheChosen;
    }

    /** Puts one in the place of a context's data source. @param worksForTheChosen who sees it break besides the chosen thread */
    public static BeanPostProcessor inPlace(Predicate<Thread> worksForTheChosen) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource source && !(bean instanceof BreakableDataSource)
                        ? new BreakableDataSource(source, worksForTheChosen)
                        : bean;
            }
        };
    }

    public CrashingDataSource breaking() {
        return breaking;
    }

    /** Runs with the connections that can break. */
    public void run(Runnable work) {
        chosen = Thread.currentThread();
        try {
            work.run();
        } finally {
            chosen = null;
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Thread one = chosen;
        Thread now = Thread.currentThread();
        boolean breaks = one != null && (now == one || worksForTheChosen.test(now));
        return breaks ? breaking.getConnection() : super.getConnection();
    }
}
