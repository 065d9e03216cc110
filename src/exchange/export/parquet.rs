//! Rows in columns: Apache Parquet, for DuckDB, Polars, pandas and Spark.

use super::cell::{Cell, Column, Kind};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use std::io::{self, Write};
use std::sync::Arc;

/// How many rows are held at a time.
const GROUP: usize = 50_000;

/// Writes the rows as one Parquet file, compressed with Snappy. Days are DATE, words UTF-8 strings.
///
/// # Errors
/// Whatever the writer says.
pub fn parquet<R>(
    name: &str,
    columns: &[Column<R>],
    mut rows: impl Iterator<Item = R>,
    out: impl Write + Send,
) -> io::Result<()> {
    let schema = schema(name, columns).map_err(told)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by("askbook".to_owned())
        .build();
    let mut writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(told)?;
    loop {
        let group: Vec<R> = rows.by_ref().take(GROUP).collect();
        if group.is_empty() {
            break;
        }
        let mut row_group = writer.next_row_group().map_err(told)?;
        for column in columns {
            let Some(mut target) = row_group.next_column().map_err(told)? else { break };
            put(target.untyped(), column, &group).map_err(told)?;
            target.close().map_err(told)?;
        }
        row_group.close().map_err(told)?;
    }
    writer.close().map_err(told)?;
    Ok(())
}

fn schema<R>(name: &str, columns: &[Column<R>]) -> Result<Type, ParquetError> {
    let fields = columns
        .iter()
        .map(|column| {
            let (physical, logical) = match column.kind {
                Kind::Integer => (Physical::INT64, None),
                Kind::Real => (Physical::DOUBLE, None),
                Kind::Flag => (Physical::BOOLEAN, None),
                Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
                Kind::Day => (Physical::INT32, Some(LogicalType::Date)),
            };
            let repetition = if column.always { Repetition::REQUIRED } else { Repetition::OPTIONAL };
            Type::primitive_type_builder(&column.name, physical)
                .with_repetition(repetition)
                .with_logical_type(logical)
                .build()
                .map(Arc::new)
        })
        .collect::<Result<Vec<_>, _>>()?;
    Type::group_type_builder(name).with_fields(fields).build()
}

/// The values of a column, and for each row whether it has one.
fn values<'r, R, T>(
    column: &Column<R>,
    rows: &'r [R],
    value: impl Fn(Cell<'r>) -> Option<T>,
) -> (Vec<T>, Option<Vec<i16>>) {
    let mut found = Vec::with_capacity(rows.len());
    let mut levels = Vec::with_capacity(rows.len());
    for row in rows {
        let value = value(column.cell(row));
        levels.push(i16::from(value.is_some()));
        found.extend(value);
    }
    (found, (!column.always).then_some(levels))
}

fn put<R>(target: &mut ColumnWriter<'_>, column: &Column<R>, rows: &[R]) -> Result<(), ParquetError> {
    match target {
        ColumnWriter::Int64ColumnWriter(target) => {
            let (values, levels) = values(column, rows, |cell| match cell {
                Cell::Integer(number) => Some(number),
                _ => None,
            });
            target.write_batch(&values, levels.as_deref(), None)?;
        }
        ColumnWriter::DoubleColumnWriter(target) => {
            let (values, levels) = values(column, rows, |cell| match cell {
                Cell::Real(number) => Some(number),
                _ => None,
            });
            target.write_batch(&values, levels.as_deref(), None)?;
        }
        ColumnWriter::BoolColumnWriter(target) => {
            let (values, levels) = values(column, rows, |cell| match cell {
                Cell::Flag(flag) => Some(flag),
                _ => None,
            });
            target.write_batch(&values, levels.as_deref(), None)?;
        }
        ColumnWriter::ByteArrayColumnWriter(target) => {
            let (values, levels) = values(column, rows, |cell| match cell {
                Cell::Text(text) => Some(ByteArray::from(text.as_bytes().to_vec())),
                _ => None,
            });
            target.write_batch(&values, levels.as_deref(), None)?;
        }
        ColumnWriter::Int32ColumnWriter(target) => {
            let epoch = crate::model::Day::default();
            let (values, levels) = values(column, rows, |cell| match cell {
                Cell::Day(day) => i32::try_from((day - epoch).num_days()).ok(),
                _ => None,
            });
            target.write_batch(&values, levels.as_deref(), None)?;
        }
        _ => {}
    }
    Ok(())
}

fn told(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error.to_string()),
        },
        other => io::Error::other(other.to_string()),
    }
}
